/* Whether there is a GPU that is one. Emulated OpenGL costs forty times what painting the
 * damage in memory costs, and so does loading it what memory concerns. */
#ifndef RIWAQ_SCREEN_GPU_H
#define RIWAQ_SCREEN_GPU_H

#include <SDL.h>
#include <stdbool.h>

enum gpu_wish { GPU_IF_REAL, GPU_FORCED, GPU_NEVER };

/* What RIWAQ_PAINTER in the environment asks for. */
enum gpu_wish gpu_wish(void);
/* Whether the kernel has a render node that may be a GPU's; loads no OpenGL. */
bool gpu_has_node(void);
/* Whether DRIVER, a name of an SDL video driver, shows window surfaces without OpenGL. */
bool gpu_is_avoidable(const char *driver);
/* Whether a name that OpenGL gives to a renderer is one that computes on the CPU. */
bool gpu_name_is_emulated(const char *name);
/* Whether RENDERER, just made and current, runs on a real GPU. */
bool gpu_is_real(SDL_Renderer *renderer);

#endif
