// run: kernel-version=6.1
/*
 * Drivers that are not atomic lock the mode by a mutex, and the test for that goes through two helpers. It is made once more
 * to unlock; the mutex is free when the connectors are looked at.
 */

#include <linux/mutex.h>

struct driver {
	unsigned int features;
};

struct device {
	struct driver *driver;
	struct mutex lock;
	unsigned int mask;
	int mode;
};

static int is_atomic(struct device *device);
static int has_feature(struct device *device, unsigned int feature);
static int has_all(struct device *device, unsigned int features);

static void find_connectors(struct device *device)
{
	mutex_lock(&device->lock);
	device->mode++;
	mutex_unlock(&device->lock);
}

void set_mode_ok(struct device *device, int mode)
{
	if (!is_atomic(device))
		mutex_lock(&device->lock);
	device->mode = mode;
	if (!is_atomic(device))
		mutex_unlock(&device->lock);
	find_connectors(device);
}

static int is_atomic(struct device *device)
{
	return has_feature(device, 4) || device->mask == 7;
}

static int has_feature(struct device *device, unsigned int feature)
{
	return has_all(device, feature);
}

static int has_all(struct device *device, unsigned int features)
{
	unsigned int supported = device->driver->features & device->mask;

	return features && (supported & features) == features;
}
