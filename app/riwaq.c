/* riwaq: the commands and their help. What each does is in its own file. */
#include "base/diagnostics.h"
#include "commands.h"
#include "screen/picture_file.h"

#include <stdio.h>
#include <string.h>

static const struct {
    int (*run)(const struct call *call);
    const char *usage, *what;
} commands[COMMAND_COUNT] = {
    [COMMAND_RUN] = {command_run, "[-c FILE] [--theme NAME|DIR] [--content URL] [--window WxH]",
                     "the screen, fullscreen unless --window"},
    [COMMAND_SHOT] =
        {command_shot, "-o FILE.png [--size WxH,...] [--at TIME] [--count N --every DUR] | --text",
         "a frame, or a series, without a display; of several themes and sizes a sheet"},
    [COMMAND_CHECK] = {command_check, "[-c FILE] [--json] [--size WxH,...] [THEME...]",
                       "every mistake as file:line: what is wrong, and the mend"},
    [COMMAND_CONTENT] = {command_content, "[-c FILE] [--content URL]",
                         "fetch once; the snapshot as JSON, with each source's state"},
    [COMMAND_TIMES] =
        {command_times, "[-c FILE] [--date DATE] [--days N] [--all]",
         "prayer times as CSV, and where they come from; with --all also imsak, iqama "
         "and\n                 jumua"},
    [COMMAND_BENCH] = {command_bench, "[--seconds N | --changes N | --reloads N] [--size WxH]",
                       "frames, late frames, CPU and memory of the real loop, as JSON; with "
                       "--changes,\n                 while the content changes N times; with "
                       "--reloads, while the theme does"},
    [COMMAND_INIT] = {command_init,
                      "[--name TEXT] [--language LIST] [--latitude DEGREES ...] [FILE|-]",
                      "a commented riwaq.conf, where there is none yet"},
    [COMMAND_STATUS] =
        {command_status, "[--json] [--picture FILE.png]",
         "how the running screen is: well (exit 0), in trouble (1), not running (3), "
         "or it\n                 stands still (4)"},
};

static void print_help(FILE *out)
{
    fputs("usage: riwaq COMMAND [OPTIONS]\n\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  riwaq %-8s %s\n                 %s\n", command_names[i], commands[i].usage,
                commands[i].what);
    fputs("\nAll but init and status take -c FILE, --theme NAME|DIR, --content URL and --at TIME "
          "(ISO 8601).\n"
          "`riwaq COMMAND --help` lists the options of one, the manual page riwaq(1) tells more.\n"
          "With no configuration riwaq shows built-in sample content.\n",
          out);
}

static int complain_unknown(const char *name)
{
    const char *nearest = diagnostics_nearest(name, command_names, COMMAND_COUNT);
    if (nearest != NULL)
        fprintf(stderr, "riwaq: no command %s; did you mean %s?\n", name, nearest);
    else
        fprintf(stderr, "riwaq: no command %s; `riwaq help` lists them\n", name);
    return EXIT_CALL;
}

static int print_version(void)
{
    puts("riwaq " RIWAQ_VERSION);
    return EXIT_DONE;
}

static int run_command(enum command command, int argc, char **argv)
{
    const char *name = command_names[command];
    struct call call;
    if (!call_parse(&call, command, argc, argv))
        return EXIT_CALL;
    if (call.version)
        return print_version();
    if (call.help) {
        printf("usage: riwaq %s %s\n%s\n\n", name, commands[command].usage, commands[command].what);
        call_print_options(command, stdout);
        return EXIT_DONE;
    }
    int most = command == COMMAND_CHECK ? ARGUMENTS_MAX : command == COMMAND_INIT ? 1 : 0;
    if (call.argument_count > most) {
        fprintf(stderr, "riwaq: %s takes no argument %s; `riwaq %s --help` tells what it takes\n",
                name, call.arguments[most], name);
        return EXIT_CALL;
    }
    return commands[command].run(&call);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "decode-picture") == 0)
        return picture_file_decode_child(argc > 2 ? argv[2] : NULL);
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(argc > 1 ? stdout : stderr);
        return argc > 1 ? EXIT_DONE : EXIT_CALL;
    }
    if (strcmp(name, "--version") == 0)
        return print_version();
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, command_names[i]) == 0)
            return run_command((enum command)i, argc - 2, argv + 2);
    return complain_unknown(name);
}
