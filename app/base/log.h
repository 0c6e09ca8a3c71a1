/* What the program says while it runs, on standard error, a line a message.
 *
 * Under systemd (JOURNAL_STREAM is set) lines carry their priority, so that
 * `journalctl -p warning` works; on a terminal they start with "riwaq: ". What is not
 * printable (see printable.h) is written out: much of it comes from the network. */
#ifndef RIWAQ_BASE_LOG_H
#define RIWAQ_BASE_LOG_H

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
