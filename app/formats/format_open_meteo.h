/* Open-Meteo's forecast API (open-meteo.com/en/docs). */
#ifndef RIWAQ_FORMATS_FORMAT_OPEN_METEO_H
#define RIWAQ_FORMATS_FORMAT_OPEN_METEO_H

#include "formats/convert.h"

extern const struct format format_open_meteo;

#endif
