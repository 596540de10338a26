// run: kernel-version=6.1
/*
 * What the mask says: with GFP_ATOMIC the helper neither allocates with reclaim nor waits.
 */

#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(ids_lock);

static void *id_alloc(gfp_t gfp)
{
	void *id;

	for (;;) {
		id = kmalloc(16, gfp);
		if (id || !gfpflags_allow_blocking(gfp))
			return id;
		msleep(1);
	}
}

void *id_get_ok(void)
{
	void *id;

	spin_lock(&ids_lock);
	id = id_alloc(GFP_ATOMIC);
	spin_unlock(&ids_lock);
	return id;
}

void *id_get_slowly_ok(void)
{
	return id_alloc(GFP_KERNEL);
}
