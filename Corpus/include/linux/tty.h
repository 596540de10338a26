#ifndef CORPUS_LINUX_TTY_H
#define CORPUS_LINUX_TTY_H

#include <linux/fs.h>
#include <linux/tty_driver.h>
#include <linux/workqueue.h>

struct tty_struct {
	void *driver_data;
	void *disc_data;
	const struct tty_operations *ops;
	struct rw_semaphore termios_rwsem;
};

#endif
