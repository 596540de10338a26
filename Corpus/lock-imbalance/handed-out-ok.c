// run: kernel-version=6.1
/*
 * A function that finds an entry, locks it and tells its caller by which lock; it comes back without when there
 * is no entry any more after it has had to look again.
 */

#include <linux/spinlock.h>

struct slot {
	spinlock_t lock;
	int *entry;
};

int *slot_read(struct slot *slot);

static spinlock_t *slot_lock_of(struct slot *slot)
{
	return &slot->lock;
}

int *slot_lock_ok(struct slot *slot, spinlock_t **locked)
{
	spinlock_t *lock;
	int *entry;

again:
	entry = slot_read(slot);
	if (!entry)
		return entry;
	lock = slot_lock_of(slot);
	spin_lock(lock);
	if (entry == slot_read(slot)) {
		*locked = lock;
		return entry;
	}
	spin_unlock(lock);
	goto again;
}

static inline int *slot_map_lock(struct slot *slot, spinlock_t **locked)
{
	return slot_lock_ok(slot, locked);
}

int slot_add_ok(struct slot *slot)
{
	spinlock_t *lock;
	int *entry = slot_map_lock(slot, &lock);

	if (!entry)
		return 0;
	*entry += 1;
	spin_unlock(lock);
	return 1;
}
