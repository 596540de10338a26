// run: kernel-version=6.1
/*
 * The callback of a firmware request copies three tables, each in a loop with a number of turns of its own, before it
 * takes the mutex of the models and completes the request. Who removes the device waits for the request first, and takes
 * the mutex then.
 */

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/firmware.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#define SECTIONS 4
#define TRIGGERS 32
#define CHANNELS 5

struct part {
	const void *data;
	int length;
};

struct radio {
	struct device *dev;
	struct list_head node;
	struct completion loaded;
	struct part sections[SECTIONS];
	struct part triggers[TRIGGERS];
	struct part channels[CHANNELS];
};

static DEFINE_MUTEX(models_lock);
static LIST_HEAD(models);

static void radio_loaded(const struct firmware *image, void *context)
{
	struct radio *radio = context;
	int i;

	if (!image)
		goto out;
	for (i = 0; i < SECTIONS; i++)
		radio->sections[i].data = image->data;
	for (i = 0; i < TRIGGERS; i++)
		if (radio->triggers[i].length)
			radio->triggers[i].data = image->data;
	for (i = 0; i < CHANNELS; i++)
		if (radio->channels[i].length)
			radio->channels[i].data = image->data;
	mutex_lock(&models_lock);
	list_add_tail(&radio->node, &models);
	mutex_unlock(&models_lock);
out:
	complete(&radio->loaded);
}

int radio_probe(struct device *dev)
{
	struct radio *radio = kzalloc(sizeof(*radio), GFP_KERNEL);

	if (!radio)
		return -ENOMEM;
	radio->dev = dev;
	init_completion(&radio->loaded);
	dev_set_drvdata(dev, radio);
	return request_firmware_nowait(THIS_MODULE, 1, "radio.bin", dev, GFP_KERNEL, radio,
				       radio_loaded);
}

void radio_remove(struct device *dev)
{
	struct radio *radio = dev_get_drvdata(dev);

	wait_for_completion(&radio->loaded);
	mutex_lock(&models_lock);
	list_del_init(&radio->node);
	mutex_unlock(&models_lock);
	kfree(radio);
}
