/* Addresses of the web: what of them may be shown, where they lead, and who is behind them. */
#ifndef RIWAQ_NET_HTTP_ADDRESS_H
#define RIWAQ_NET_HTTP_ADDRESS_H

#include <stdbool.h>

/* URL as it may be shown, for messages: without the name and password that may stand in it, and
 * with … for the values of keys and tokens in its query (?appid=…&units=metric); free() it. */
char *http_address(const char *url);
/* REFERENCE as seen from BASE (RFC 3986), when both are http or https; free() it. BASE's name and
 * password are not in it. NULL when it leads anywhere else. */
char *http_resolve(const char *base, const char *reference);
/* Whether both have the same scheme, server and port (RFC 6454). */
bool http_same_origin(const char *a, const char *b);
/* The server's name; free() it. NULL when there is none. */
char *http_host(const char *url);
/* The name and password in URL, as they are meant (percent signs decoded); free() both. NULL where
 * there is none. */
void http_login(const char *url, char **name, char **password);

#endif
