// run: kernel-version=6.1
/*
 * A driver is registered with a mutex held that its probe takes. Registering probes the devices that are there.
 */

#include <linux/device.h>
#include <linux/mutex.h>

struct platform_device {
	struct device dev;
};

struct platform_driver {
	int (*probe)(struct platform_device *device);
	int (*remove)(struct platform_device *device);
};

int __platform_driver_register(struct platform_driver *driver, void *owner);

static DEFINE_MUTEX(bridges_lock);
static int bridges;

static int bridge_probe(struct platform_device *device)
{
	mutex_lock(&bridges_lock);
	bridges++;
	mutex_unlock(&bridges_lock);
	return 0;
}

static struct platform_driver bridge_driver = { .probe = bridge_probe };

int bridge_init_bad(void)
{
	int ret;

	mutex_lock(&bridges_lock);
	ret = __platform_driver_register(&bridge_driver, NULL); // expect: flush-under-lock confirmed
	mutex_unlock(&bridges_lock);
	return ret;
}
