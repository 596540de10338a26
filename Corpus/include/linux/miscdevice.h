#ifndef CORPUS_LINUX_MISCDEVICE_H
#define CORPUS_LINUX_MISCDEVICE_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/module.h>

#define MISC_DYNAMIC_MINOR 255

struct miscdevice {
	int minor;
	const char *name;
	const struct file_operations *fops;
	struct device *parent;
	struct device *this_device;
};

int misc_register(struct miscdevice *misc);
/* With a result until 4.2. */
int misc_deregister(struct miscdevice *misc);
#define module_misc_device(misc) module_driver_of(misc, misc_register, misc_deregister)

#endif
