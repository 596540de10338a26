// run: kernel-version=6.1
/*
 * The lock is taken by a wrapper; what fails is a method of the device.
 */

#include <linux/rwsem.h>

struct bus;

struct bus_ops {
	int (*power)(struct bus *bus, int on);
};

struct bus {
	struct rw_semaphore sem;
	const struct bus_ops *ops;
	int users;
};

static void bus_claim(struct bus *bus)
{
	down_write(&bus->sem);
}

static void bus_release(struct bus *bus)
{
	up_write(&bus->sem);
}

int bus_open_bad(struct bus *bus)
{
	int err;

	bus_claim(bus); // expect: lock-imbalance confirmed
	if (bus->users) {
		err = -EBUSY;
		goto out;
	}
	err = bus->ops->power(bus, 1);
	if (err)
		return err;
	bus->users++;
out:
	bus_release(bus);
	return err;
}
