#ifndef CORPUS_LINUX_INPUT_H
#define CORPUS_LINUX_INPUT_H

#include <linux/device.h>
#include <linux/fs.h>

struct input_dev {
	const char *name;
	int (*open)(struct input_dev *dev);
	void (*close)(struct input_dev *dev);
	int (*flush)(struct input_dev *dev, struct file *file);
	int (*event)(struct input_dev *dev, unsigned int type, unsigned int code, int value);
	spinlock_t event_lock;
	struct mutex mutex;
	struct device dev;
};

int input_register_device(struct input_dev *dev);
void input_unregister_device(struct input_dev *dev);
void *input_get_drvdata(struct input_dev *dev);
void input_set_drvdata(struct input_dev *dev, void *data);

#endif
