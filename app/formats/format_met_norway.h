/* MET Norway's Locationforecast 2.0, compact and complete (api.met.no). */
#ifndef RIWAQ_FORMATS_FORMAT_MET_NORWAY_H
#define RIWAQ_FORMATS_FORMAT_MET_NORWAY_H

#include "formats/convert.h"

extern const struct format format_met_norway;

#endif
