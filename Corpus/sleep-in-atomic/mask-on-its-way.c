// run: kernel-version=6.1
/*
 * A mask that does not let its caller sleep is given the flag that does on its way, by a helper, behind a pointer.
 */

#include <linux/delay.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(extents_lock);
static gfp_t allowed_while_booting;
static int nr_nodes;

static gfp_t in_scope(gfp_t gfp)
{
	if (current->flags & (PF_MEMALLOC_NOIO | PF_MEMALLOC_NOFS)) {
		if (current->flags & PF_MEMALLOC_NOIO)
			gfp &= ~(__GFP_IO | __GFP_FS);
		else
			gfp &= ~__GFP_FS;
	}
	return gfp;
}

static int choose_node(gfp_t *gfp)
{
	if (nr_nodes > 1)
		*gfp |= GFP_KERNEL;
	return nr_nodes;
}

static void *extent_alloc(gfp_t gfp)
{
	gfp_t wanted;
	void *extent;

	gfp &= allowed_while_booting;
	gfp = in_scope(gfp);
	wanted = gfp;
	if (!choose_node(&wanted))
		return NULL;
	do {
		extent = kmalloc(64, wanted);
		if (extent || !gfpflags_allow_blocking(wanted))
			return extent;
		msleep(1);
	} while (1);
}

void *extent_get(void)
{
	void *extent;

	spin_lock(&extents_lock);
	extent = extent_alloc(GFP_ATOMIC); // expect: sleep-in-atomic confirmed
	spin_unlock(&extents_lock);
	return extent;
}
