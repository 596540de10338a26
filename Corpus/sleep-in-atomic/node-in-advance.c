// run: kernel-version=6.1
/*
 * A node of an array is allocated in advance, in the loop that stores, with a mask that waits: where the caller holds
 * a spinlock, that is too late.
 */

#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/xarray.h>

struct regions {
	struct xarray entries;
	spinlock_t lock;
	struct mutex update;
};

static int regions_store(struct regions *regions, unsigned long index, void *entry)
{
	XA_STATE(xas, &regions->entries, index);

	do {
		xas_lock(&xas);
		xas_store(&xas, entry);
		xas_unlock(&xas);
	} while (xas_nomem(&xas, GFP_KERNEL));
	return xas_error(&xas);
}

int region_add_bad(struct regions *regions, unsigned long index, void *entry)
{
	int ret;

	spin_lock(&regions->lock);
	ret = regions_store(regions, index, entry); // expect: sleep-in-atomic confirmed
	spin_unlock(&regions->lock);
	return ret;
}

int region_add_ok(struct regions *regions, unsigned long index, void *entry)
{
	int ret;

	mutex_lock(&regions->update);
	ret = regions_store(regions, index, entry);
	mutex_unlock(&regions->update);
	return ret;
}
