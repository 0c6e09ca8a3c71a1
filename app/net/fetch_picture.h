/* The picture of a fetch's article: asked for, decoded, shown and kept. Private to the fetch. */
#ifndef RIWAQ_NET_FETCH_PICTURE_H
#define RIWAQ_NET_FETCH_PICTURE_H

#include "net/fetch.h"

/* CONTENT's picture is to be had before CONTENT is shown. Like the steps, true when what the source
 * shows has changed. */
bool fetch_begin_picture(struct fetch *fetch, const struct fetch_world *world,
                         const struct content *content);
/* Of FETCH_TURN, FETCH_PICTURE and FETCH_DECODING (or FETCH_RESTORING). */
bool fetch_step_turn(struct fetch *fetch, const struct fetch_world *world);
bool fetch_step_picture(struct fetch *fetch, const struct fetch_world *world);
bool fetch_step_decoding(struct fetch *fetch, const struct fetch_world *world);
/* Begins to decode the picture that was kept (FETCH_RESTORING); false when there is none. */
bool fetch_decode_kept(struct fetch *fetch, const struct fetch_world *world);
/* The same, once nobody else can be asked, for a picture that is missing on the screen: it was kept
 * and could not be decoded, in time or at all. Not more often than is good. */
void fetch_retry_kept(struct fetch *fetch, const struct fetch_world *world);
/* Whether the picture that is shown was made for another screen than this. */
bool fetch_picture_misfits(const struct fetch *fetch, const struct fetch_world *world);
/* Its failures do not count any more: its server may be well again too. */
void fetch_pardon_picture(struct fetch *fetch);
/* The request or the turn, if there is one, is over. */
void fetch_leave_server(struct fetch *fetch);

#endif
