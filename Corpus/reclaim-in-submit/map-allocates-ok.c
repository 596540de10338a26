// run: kernel-version=6.1
/*
 * The same without I/O: with GFP_NOIO, with a mask that does not sleep, or in a scope. What the constructor does has
 * nothing on its list.
 */

#include <linux/device-mapper.h>
#include <linux/gfp.h>
#include <linux/mempool.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

struct tally {
	mempool_t entries;
	int seen;
};

static void *tally_scoped(void)
{
	unsigned int flags = memalloc_noio_save();
	void *entry = kmalloc(64, GFP_KERNEL);

	memalloc_noio_restore(flags);
	return entry;
}

static int tally_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct tally *tally = ti->private;
	void *entry = mempool_alloc(&tally->entries, GFP_NOIO);

	mempool_free(entry, &tally->entries);
	kfree(kmalloc(64, GFP_NOWAIT));
	kfree(tally_scoped());
	return DM_MAPIO_REMAPPED;
}

static int tally_ctr_ok(struct dm_target *ti, unsigned int argc, char **argv)
{
	ti->private = kzalloc(sizeof(struct tally), GFP_KERNEL);
	return ti->private ? 0 : -ENOMEM;
}

static struct target_type tally_target = {
	.name = "tally",
	.ctr = tally_ctr_ok,
	.map = tally_map_ok,
};

int tally_init(void)
{
	return dm_register_target(&tally_target);
}
