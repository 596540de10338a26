// run: kernel-version=6.12
/*
 * Scopes of newer kernels: the lock of a guard is held to the end of the function, that of a scoped
 * guard to the end of the block.
 *
 * Task 1 has bus_lock until it returns and asks for the lock of a slot. Task 2 has the lock of the slot
 * and asks for bus_lock. The third function leaves the scope first.
 */

#include <linux/cleanup.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(bus_lock);

struct slot {
	struct mutex lock;
	int state;
};

int slot_probe_bad(struct slot *slot)
{
	guard(mutex)(&bus_lock);
	if (slot->state)
		return -EBUSY;
	mutex_lock(&slot->lock); // expect: lock-order confirmed
	slot->state = 1;
	mutex_unlock(&slot->lock);
	return 0;
}

int slot_eject_bad(struct slot *slot)
{
	guard(mutex)(&slot->lock);
	scoped_guard(mutex, &bus_lock)
		slot->state = 0;
	return 0;
}

int slot_state_ok(struct slot *slot)
{
	int state = 0;

	scoped_guard(mutex, &slot->lock)
		state = slot->state;
	mutex_lock(&bus_lock);
	mutex_unlock(&bus_lock);
	return state;
}
