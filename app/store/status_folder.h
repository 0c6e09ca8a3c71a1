/* The folder where the running screen tells how it is, in the memory of the system (a tmpfs), and
 * where it is asked:
 *     status.json, riwaq.prom   written anew as a whole, for everybody to read
 *     lock                      held by who writes, until it ends, however that is
 *     starts                    how often it was started, how it ended, and a note for the next one
 *     ask-ID.status             whoever may write here wants both files anew; taken away when done
 *     ask-ID.picture            and the picture, which is then in answer-ID.png
 * Who asks is the user of the screen, or root; neither trusts the other's files: no link is
 * followed. */
#ifndef RIWAQ_STORE_STATUS_FOLDER_H
#define RIWAQ_STORE_STATUS_FOLDER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Of an ID, hexadecimal digits, with its NUL. */
enum { STATUS_ID_SIZE = 17, STATUS_ASKED_MAX = 8, STATUS_NOTE_SIZE = 96 };

/* --- for who runs --- */

struct status_folder;

struct status_counts {
    int restarts; /* starts before this one, as long as the folder is there */
    int crashes;  /* of these, how many did not end as they should */
};

/* $RUNTIME_DIRECTORY, else $XDG_RUNTIME_DIR/riwaq; NULL: neither is set. free() it. */
char *status_folder_default(void);
/* Makes the folder, takes it and counts this start: by KEPT (-1: none; borrowed), a file that
 * outlasts the folder, where there is one. NULL with errno set; EAGAIN: another process tells its
 * status there. */
struct status_folder *status_folder_open(const char *path, int kept, struct status_counts *counts);
/* This run ends as it should. NULL is fine. */
void status_folder_close(struct status_folder *folder);
/* The line that was left here, or in the file that outlasts the folder, for this start; "": none.
 * Borrowed until another is left. */
const char *status_folder_note(const struct status_folder *folder);
/* Leaves NOTE, one line without its end and shorter than STATUS_NOTE_SIZE, for the next start. */
void status_folder_leave(struct status_folder *folder, const char *note);
bool status_folder_write(struct status_folder *folder, const char *name, const struct buffer *text);
/* To be polled for reading: something was put there; -1: look each second. */
int status_folder_fd(const struct status_folder *folder);
struct status_asked {
    char id[STATUS_ID_SIZE];
    bool picture;
};
/* What is asked for, STATUS_ASKED_MAX at most; each is to be answered. */
int status_folder_asked(struct status_folder *folder, struct status_asked asked[STATUS_ASKED_MAX]);
/* Where the picture for ASKED is to be written, before it is answered; free() it. */
char *status_folder_picture(struct status_folder *folder, const struct status_asked *asked);
void status_folder_answer(struct status_folder *folder, const struct status_asked *asked);

/* --- for who asks --- */

enum status_life {
    STATUS_LIFE_NONE, /* nobody ever told anything there */
    STATUS_LIFE_DEAD,
    STATUS_LIFE_RUNNING,
    STATUS_LIFE_HIDDEN /* it is not ours to read */
};
enum status_life status_folder_life(const char *path);
/* The folder of the screen that runs, else of the one that did last; NULL: there is none. In
 * $RUNTIME_DIRECTORY alone where that is set, else $XDG_RUNTIME_DIR/riwaq, /run/riwaq. free() it.
 */
char *status_folder_find(void);
/* Appends the file NAME, CAP of OUT at most. False with errno set. */
bool status_folder_read(const char *path, const char *name, struct buffer *out);
/* Asks; ASKED->picture says what for, and its id is made of SEED. False with errno set. */
bool status_folder_ask(const char *path, struct status_asked *asked, uint64_t seed);
/* Whether it was answered. */
bool status_folder_is_answered(const char *path, const struct status_asked *asked);
/* Appends the picture. False with errno set: there is none. */
bool status_folder_take_picture(const char *path, const struct status_asked *asked,
                                struct buffer *out);
/* It is not waited for any longer. */
void status_folder_withdraw(const char *path, const struct status_asked *asked);

#endif
