#ifndef CORPUS_LINUX_TTY_DRIVER_H
#define CORPUS_LINUX_TTY_DRIVER_H

#include <linux/fs.h>

struct tty_struct;

struct tty_operations {
	int (*open)(struct tty_struct *tty, struct file *file);
	void (*close)(struct tty_struct *tty, struct file *file);
	/* The type of the count and of the result changed in 6.6. */
	int (*write)();
	unsigned int (*write_room)(struct tty_struct *tty);
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	void (*flush_buffer)(struct tty_struct *tty);
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	void (*hangup)(struct tty_struct *tty);
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
};

struct tty_driver {
	const char *name;
	const struct tty_operations *ops;
};

static inline void tty_set_operations(struct tty_driver *driver, const struct tty_operations *ops)
{
	driver->ops = ops;
}

#endif
