#ifndef CORPUS_LINUX_FIRMWARE_H
#define CORPUS_LINUX_FIRMWARE_H

#include <linux/device.h>
#include <linux/gfp.h>
#include <linux/module.h>
#include <linux/types.h>

struct firmware {
	size_t size;
	const u8 *data;
	void *priv;
};

int request_firmware(const struct firmware **image, const char *name, struct device *dev);
int request_firmware_nowait(struct module *owner, bool uevent, const char *name,
			    struct device *dev, gfp_t mask, void *context,
			    void (*loaded)(const struct firmware *image, void *context));
void release_firmware(const struct firmware *image);

#endif
