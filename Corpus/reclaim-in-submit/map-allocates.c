// run: kernel-version=6.1
/*
 * A device-mapper target whose map function allocates. What reclaim writes out stays on the task's own list until
 * map has returned, also where the allocation is two calls away or has a pool behind it.
 */

#include <linux/device-mapper.h>
#include <linux/mempool.h>
#include <linux/slab.h>

struct tally {
	mempool_t entries;
	int seen;
};

struct entry {
	sector_t sector;
};

static struct entry *entry_alloc_bad(gfp_t gfp)
{
	return kmalloc(sizeof(struct entry), gfp); // expect: reclaim-in-submit confirmed
}

static int tally_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct tally *tally = ti->private;
	struct entry *entry;

	entry = entry_alloc_bad(GFP_KERNEL);
	if (!entry)
		return DM_MAPIO_KILL;
	tally->seen++;
	kfree(entry);
	return DM_MAPIO_REMAPPED;
}

static int pool_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct tally *tally = ti->private;
	struct entry *entry;

	entry = mempool_alloc(&tally->entries, GFP_NOFS); // expect: reclaim-in-submit confirmed
	mempool_free(entry, &tally->entries);
	return DM_MAPIO_REMAPPED;
}

static struct target_type tally_target = {
	.name = "tally",
	.map = tally_map_bad,
};

static struct target_type pool_target = {
	.name = "tally-pool",
	.map = pool_map_bad,
};

int tally_init(void)
{
	return dm_register_target(&tally_target) ?: dm_register_target(&pool_target);
}
