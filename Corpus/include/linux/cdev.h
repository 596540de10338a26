#ifndef CORPUS_LINUX_CDEV_H
#define CORPUS_LINUX_CDEV_H

#include <linux/fs.h>

struct cdev {
	const struct file_operations *ops;
	struct module *owner;
};

void cdev_init(struct cdev *cdev, const struct file_operations *fops);
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count);

#endif
