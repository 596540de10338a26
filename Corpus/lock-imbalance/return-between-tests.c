// run: kernel-version=6.1
/*
 * The device is locked if it is up, and unlocked if it still is; an error in between returns without asking.
 */

#include <linux/mutex.h>

struct device;
bool device_is_up(struct device *device);
int device_resize(struct device *device, int rings);

struct nic {
	struct device *device;
	struct mutex lock;
	int rings;
};

int nic_set_rings_bad(struct nic *nic, int rings)
{
	int error;

	if (device_is_up(nic->device))
		mutex_lock(&nic->lock); // expect: lock-imbalance confirmed
	error = device_resize(nic->device, rings);
	if (error < 0)
		return error;
	nic->rings = rings;
	if (device_is_up(nic->device))
		mutex_unlock(&nic->lock);
	return 0;
}
