// run: kernel-version=6.1
/*
 * Whether a device is up is asked by a function that cannot be looked into, once to lock it and once to
 * unlock it; in between the driver waits. That the answer changes meanwhile is prevented by a lock of the
 * caller.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>

struct device;
bool device_is_up(struct device *device);

struct nic {
	struct device *device;
	struct mutex lock;
	struct completion stopped;
	int rings;
};

int nic_set_rings_ok(struct nic *nic, int rings)
{
	if (device_is_up(nic->device)) {
		wait_for_completion(&nic->stopped);
		mutex_lock(&nic->lock);
	}
	nic->rings = rings;
	if (device_is_up(nic->device)) {
		nic->rings++;
		mutex_unlock(&nic->lock);
	}
	return 0;
}
