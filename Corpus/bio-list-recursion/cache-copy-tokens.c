// run: kernel-version=6.1
/*
 * A cache target that limits its copies with a counting semaphore and makes many for one bio.
 *
 * Each copy takes a token before it is submitted and gives it back in its end function. When the bio
 * is larger than there are tokens, the map function waits for a token of a copy that is still on its
 * own current->bio_list.
 */

#include <linux/device-mapper.h>
#include <linux/semaphore.h>
#include <linux/slab.h>

#define TOKENS 4

struct cache {
	struct dm_dev *fast;
	struct dm_dev *slow;
	struct semaphore tokens;
	struct bio_set bios;
};

static void copy_end_io(struct bio *bio)
{
	struct cache *cache = bio->bi_private;

	up(&cache->tokens);
	bio_put(bio);
}

static void cache_submit_copy(struct cache *cache, struct bio *bio, sector_t sector)
{
	struct bio *copy = bio_alloc_clone(cache->fast->bdev, bio, GFP_NOIO, &cache->bios);

	copy->bi_iter.bi_sector = sector;
	copy->bi_iter.bi_size = PAGE_SIZE;
	copy->bi_end_io = copy_end_io;
	copy->bi_private = cache;
	submit_bio_noacct(copy);
}

static int cache_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct cache *cache = ti->private;
	sector_t sector;

	if (bio_data_dir(bio) == WRITE) {
		for (sector = bio->bi_iter.bi_sector; sector < bio_end_sector(bio);
		     sector += PAGE_SIZE >> SECTOR_SHIFT) {
			down(&cache->tokens); // expect: bio-list-recursion confirmed
			cache_submit_copy(cache, bio, sector);
		}
	}
	bio_set_dev(bio, cache->slow->bdev);
	return DM_MAPIO_REMAPPED;
}

static int cache_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct cache *cache = kzalloc(sizeof(*cache), GFP_KERNEL);

	if (!cache)
		return -ENOMEM;
	sema_init(&cache->tokens, TOKENS);
	ti->private = cache;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &cache->fast);
}

struct target_type cache_target = {
	.name = "cache-example",
	.ctr = cache_ctr,
	.map = cache_map_bad,
};
