#include "screen/console.h"

#include <fcntl.h>
#include <linux/kd.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int open_console(int *mode)
{
    int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (fd >= 0 && ioctl(fd, KDGETMODE, mode) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 || ioctl(fd, KDGETMODE, mode) == 0)
        return fd;
    close(fd);
    return -1;
}

void console_init(struct console *console)
{
    console->fd = open_console(&console->mode);
    if (console->fd < 0)
        return;
    if (tcgetattr(console->fd, &console->line) != 0 ||
        ioctl(console->fd, KDSETMODE, KD_GRAPHICS) != 0) {
        close(console->fd);
        console->fd = -1;
        return;
    }
    struct termios quiet = console->line;
    quiet.c_lflag &= ~(tcflag_t)(ISIG | ECHO | ICANON);
    tcsetattr(console->fd, TCSANOW, &quiet);
}

void console_finish(struct console *console)
{
    if (console->fd < 0)
        return;
    ioctl(console->fd, KDSETMODE, console->mode);
    tcsetattr(console->fd, TCSAFLUSH, &console->line);
    close(console->fd);
    console->fd = -1;
}
