/* The yardstick of `make bench`: a bare SDL program that only scrolls a prerendered strip through
 * the window surface at 60 Hz, as well as that can be done.
 *
 *     bare --seconds N [--size WxH] [--height H] [--step K] [--length L]
 *
 * H: height of the strip at the bottom of the window, K: device pixels a frame, L: pixels until
 * it repeats. Prints the JSON fields of `riwaq bench`. */
#include <SDL.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HZ = 60 };
static const int64_t SECOND = 1000000000;

struct settings {
    int width, height, band, step, length, seconds;
};

struct count {
    int64_t frames, late, uneven, first_frame_ns, started_ns, ended_ns;
};

static int64_t now_ns(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static void sleep_until(int64_t due_ns)
{
    struct timespec t = {.tv_sec = due_ns / SECOND, .tv_nsec = due_ns % SECOND};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

/* From exec to now: the kernel's start time of this process has ticks of 1/100 s. */
static int64_t since_exec_ns(void)
{
    char text[1024];
    FILE *file = fopen("/proc/self/stat", "r");
    size_t n = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[n] = '\0';
    const char *field = strrchr(text, ')'); /* the end of field 2; 22 is wanted */
    for (int i = 2; field && i < 22; i++)
        field = strchr(field + 1, ' ');
    if (!field)
        return 0;
    int64_t ticks = strtoll(field + 1, NULL, 10);
    return now_ns(CLOCK_BOOTTIME) - ticks * (SECOND / sysconf(_SC_CLK_TCK));
}

static double pss_mib(void)
{
    char line[256];
    long long kib = 0;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "Pss:", 4) == 0)
            kib = strtoll(line + 4, NULL, 10);
    if (file)
        fclose(file);
    return (double)kib / 1024;
}

static int number(const char *text, int least, int most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || value < least || value > most) {
        fprintf(stderr, "bare: %s is not a number from %d to %d\n", text, least, most);
        exit(2);
    }
    return (int)value;
}

static struct settings parse(int argc, char **argv)
{
    struct settings s = {1920, 1080, 92, 3, 12000, 10};
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *value = argv[i + 1];
        if (strcmp(argv[i], "--seconds") == 0)
            s.seconds = number(value, 1, 3600);
        else if (strcmp(argv[i], "--height") == 0)
            s.band = number(value, 1, 4096);
        else if (strcmp(argv[i], "--step") == 0)
            s.step = number(value, 1, 64);
        else if (strcmp(argv[i], "--length") == 0)
            s.length = number(value, 64, 200000);
        else if (strcmp(argv[i], "--size") != 0 || sscanf(value, "%dx%d", &s.width, &s.height) != 2)
            number(argv[i], 0, 0);
    }
    return s;
}

/* The strip with one window's width of its beginning again at its end, so that every frame is one
 * run of each row. Blocks of the size of letters stand for text. */
static uint32_t *render_strip(const struct settings *s, int *pitch)
{
    *pitch = s->length + s->width;
    uint32_t *strip = malloc(sizeof *strip * (size_t)*pitch * (size_t)s->band);
    for (int y = 0; strip && y < s->band; y++)
        for (int x = 0; x < *pitch; x++) {
            int at = x % s->length, row = y - s->band / 3;
            bool ink = row >= 0 && row < s->band / 3 && at % 18 < 12 && at / 18 % 7 != 6;
            strip[(size_t)y * (size_t)*pitch + (size_t)x] =
                ink ? (at % 1200 < 72 ? 0xe5a95b : 0xf5f1e8) : 0x08121a;
        }
    return strip;
}

static void paint(SDL_Surface *screen, const struct settings *s, const uint32_t *strip, int pitch,
                  int64_t frame)
{
    const uint32_t *from = strip + frame * s->step % s->length;
    char *to = (char *)screen->pixels + (size_t)(s->height - s->band) * (size_t)screen->pitch;
    for (int y = 0; y < s->band; y++, from += pitch, to += screen->pitch)
        memcpy(to, from, sizeof *from * (size_t)s->width);
}

static bool scroll(SDL_Window *window, const struct settings *s, struct count *count)
{
    int pitch;
    uint32_t *strip = render_strip(s, &pitch);
    SDL_Surface *screen = SDL_GetWindowSurface(window);
    SDL_Rect band = {0, s->height - s->band, s->width, s->band};
    if (!strip || !screen || screen->w < s->width || screen->h < s->height ||
        screen->format->BytesPerPixel != 4) {
        fprintf(stderr, "bare: no window surface of %dx%d: %s\n", s->width, s->height,
                SDL_GetError());
        free(strip);
        return false;
    }
    SDL_FillRect(screen, NULL, 0x0e1a24);
    paint(screen, s, strip, pitch, 0);
    SDL_UpdateWindowSurface(window);
    count->first_frame_ns = since_exec_ns();
    count->started_ns = now_ns(CLOCK_MONOTONIC);
    int64_t end = count->started_ns + s->seconds * SECOND, last = 0, tick = 0;
    for (bool quit = false; !quit;) {
        int64_t due = count->started_ns + ++tick * SECOND / HZ;
        if (due > end)
            break;
        sleep_until(due);
        for (SDL_Event event; SDL_PollEvent(&event);)
            quit |= event.type == SDL_QUIT || event.type == SDL_KEYDOWN;
        paint(screen, s, strip, pitch, tick);
        SDL_UpdateWindowSurfaceRects(window, &band, 1);
        int64_t over = now_ns(CLOCK_MONOTONIC) - due;
        count->frames++;
        count->late += over > SECOND / HZ / 2;
        count->uneven += tick - last != 1;
        last = tick;
        tick += over * HZ / SECOND; /* refreshes that were missed altogether */
    }
    count->ended_ns = now_ns(CLOCK_MONOTONIC);
    free(strip);
    return true;
}

int main(int argc, char **argv)
{
    struct settings s = parse(argc, argv);
    struct count count = {0};
    /* Without this the window surface goes through GL, emulated on the CPU. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        fprintf(stderr, "bare: %s\n", SDL_GetError());
        return 1;
    }
    SDL_Window *window = SDL_CreateWindow("bare", 0, 0, s.width, s.height, SDL_WINDOW_BORDERLESS);
    bool done = window && scroll(window, &s, &count);
    double seconds = (double)(count.ended_ns - count.started_ns) / (double)SECOND;
    if (done)
        printf("{\"seconds\": %.3f, \"frames\": %" PRId64 ", \"late\": %" PRId64
               ", \"uneven_steps\": %" PRId64 ", \"cpu_seconds_per_minute\": %.3f, "
               "\"pss_mib\": %.1f, \"first_frame_ms\": %.0f, \"damage_fraction\": %.4f}\n",
               seconds, count.frames, count.late, count.uneven,
               (double)now_ns(CLOCK_PROCESS_CPUTIME_ID) / (double)SECOND / seconds * 60, pss_mib(),
               (double)count.first_frame_ns / 1e6, (double)s.band / s.height);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return done ? 0 : 1;
}
