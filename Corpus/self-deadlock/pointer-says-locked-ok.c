// run: kernel-version=6.1
/*
 * A walk notes the lock that it has in a pointer, and takes one only where it has noted none. The helper
 * that begins the walk has done so.
 */

#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	int entries;
};

struct walk {
	struct table *table;
	spinlock_t *locked;
	int position;
};

static bool walk_begin(struct walk *walk)
{
	if (!walk->table->entries)
		return false;
	walk->locked = &walk->table->lock;
	spin_lock(walk->locked);
	return true;
}

bool walk_next_ok(struct walk *walk, int (*is_free)(struct walk *walk))
{
	if (!walk_begin(walk))
		return false;
	while (is_free(walk)) {
		walk->position++;
		if (!walk->locked) {
			walk->locked = &walk->table->lock;
			spin_lock(walk->locked);
		}
	}
	spin_unlock(walk->locked);
	walk->locked = NULL;
	return true;
}
