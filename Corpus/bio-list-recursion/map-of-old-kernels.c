// run: kernel-version=3.6
/*
 * The spellings of 3.6: a map function with a third parameter, positions beside the bio, an end_io that is
 * handed the error, a wait for a bit that is told how to sleep.
 *
 * Task 1 maps: it submits the reads of some blocks, which stay on its list, and asks for the lock for each of them.
 * Task 2 has the lock and waits for such a read.
 */

#include <linux/bio.h>
#include <linux/device-mapper.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define BLOCK_READING 0

struct index_block {
	unsigned long state;
	struct list_head list;
	struct page *page;
	sector_t where;
};

struct index {
	struct mutex lock;
	struct block_device *bdev;
	struct list_head blocks;
	struct work_struct flush;
};

static int index_sleep(void *word)
{
	io_schedule();
	return 0;
}

static void index_read_end(struct bio *bio, int error)
{
	struct index_block *b = bio->bi_private;

	clear_bit(BLOCK_READING, &b->state);
	smp_mb__after_clear_bit();
	wake_up_bit(&b->state, BLOCK_READING);
	bio_put(bio);
}

static void index_read(struct index *x, struct index_block *b)
{
	struct bio *bio = bio_alloc(GFP_NOIO, 1);

	set_bit(BLOCK_READING, &b->state);
	bio->bi_sector = b->where;
	bio->bi_bdev = x->bdev;
	bio->bi_private = b;
	bio->bi_end_io = index_read_end;
	bio_add_page(bio, b->page, PAGE_SIZE, 0);
	submit_bio(READA, bio);
}

static struct index_block *index_find(struct index *x, sector_t where)
{
	struct index_block *b;

	list_for_each_entry(b, &x->blocks, list) {
		if (b->where == where)
			return b;
	}
	return NULL;
}

static void index_flush_bad(struct work_struct *work)
{
	struct index *x = container_of(work, struct index, flush);
	struct index_block *b;

	mutex_lock(&x->lock);
	list_for_each_entry(b, &x->blocks, list)
		wait_on_bit(&b->state, BLOCK_READING, index_sleep, TASK_UNINTERRUPTIBLE); // expect: bio-list-recursion confirmed
	mutex_unlock(&x->lock);
}

static int index_map_bad(struct dm_target *ti, struct bio *bio, union map_info *context)
{
	struct index *x = ti->private;
	struct index_block *b;
	int i;

	for (i = 0; i < 4; i++) {
		mutex_lock(&x->lock);
		b = index_find(x, bio->bi_sector + i * 8);
		mutex_unlock(&x->lock);
		if (b)
			index_read(x, b);
	}
	bio->bi_bdev = x->bdev;
	return DM_MAPIO_REMAPPED;
}

static int index_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct index *x = ti->private;

	mutex_init(&x->lock);
	INIT_WORK(&x->flush, index_flush_bad);
	schedule_work(&x->flush);
	return 0;
}

static struct target_type index_target = {
	.name = "index",
	.version = {1, 0, 0},
	.ctr = index_ctr,
	.map = index_map_bad,
};

int index_register(void)
{
	return dm_register_target(&index_target);
}
