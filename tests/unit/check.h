/* What every unit test includes: cmocka with the headers that it wants before it. */
#ifndef RIWAQ_TESTS_CHECK_H
#define RIWAQ_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
