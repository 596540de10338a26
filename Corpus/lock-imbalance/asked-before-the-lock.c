// run: kernel-version=6.1
/*
 * The lease is made, and asked for, before the table is locked; the way out after an error gives up the lease by its
 * address, and then the lock. Success keeps the lock, for which no caller asks.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mutex.h>

struct display {
	struct mutex table_lock;
	int objects;
};

struct lease {
	struct display *display;
	int object;
};

struct lease *lease_alloc(struct display *display);
void lease_drop(struct lease **lease);

static struct lease *lease_make_bad(struct display *display, int object)
{
	struct lease *lease = lease_alloc(display);

	if (!lease)
		return ERR_PTR(-ENOMEM);
	mutex_lock(&display->table_lock); // expect: lock-imbalance confirmed
	if (object > display->objects)
		goto out_lease;
	lease->object = object;
	return lease;

out_lease:
	lease_drop(&lease);
	mutex_unlock(&display->table_lock);
	return ERR_PTR(-ENOSPC);
}

int lease_ioctl(struct display *display, int object)
{
	struct lease *lease;

	mutex_lock(&display->table_lock);
	object += display->objects;
	mutex_unlock(&display->table_lock);
	lease = lease_make_bad(display, object);
	if (IS_ERR(lease))
		return PTR_ERR(lease);
	return lease->object;
}
