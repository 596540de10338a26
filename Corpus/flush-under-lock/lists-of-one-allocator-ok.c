// run: kernel-version=6.1
/*
 * A device's groups of attributes and a block of notifiers are both arrays from one allocator, which does not make
 * one the other's: who takes the device away with the lock held does not wait for the notifier, which takes it.
 */
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/slab.h>

struct zone {
	struct device device;
};

static DEFINE_MUTEX(zones_lock);
static BLOCKING_NOTIFIER_HEAD(zone_chain);

int zone_register_ok(struct zone *zone)
{
	zone->device.groups = kcalloc(2, sizeof(*zone->device.groups), GFP_KERNEL);
	if (!zone->device.groups)
		return -ENOMEM;
	return device_register(&zone->device);
}

void zone_unregister_ok(struct zone *zone)
{
	mutex_lock(&zones_lock);
	device_unregister(&zone->device);
	mutex_unlock(&zones_lock);
}

static int zone_changed_ok(struct notifier_block *block, unsigned long event, void *data)
{
	mutex_lock(&zones_lock);
	mutex_unlock(&zones_lock);
	return 0;
}

int zones_watch_ok(void)
{
	struct notifier_block *blocks = kcalloc(2, sizeof(*blocks), GFP_KERNEL);

	if (!blocks)
		return -ENOMEM;
	blocks[0].notifier_call = zone_changed_ok;
	return blocking_notifier_chain_register(&zone_chain, &blocks[0]);
}
