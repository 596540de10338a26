// run: kernel-version=6.1
/*
 * A target that records writes in a log and flushes the log from its map function.
 *
 * The helper of the block layer that submits and waits in one call is the same trap: the bio is only
 * queued while a map function runs, and the call waits for its end.
 */

#include <linux/device-mapper.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/slab.h>

struct log_target {
	struct dm_dev *data;
	struct dm_dev *log;
	struct page *page;
	unsigned int used;
	sector_t next;
};

static int log_flush(struct log_target *lt)
{
	struct bio_vec vec;
	struct bio bio;
	int err;

	bio_init(&bio, lt->log->bdev, &vec, 1, REQ_OP_WRITE | REQ_FUA);
	bio.bi_iter.bi_sector = lt->next;
	bio_add_page(&bio, lt->page, PAGE_SIZE, 0);
	err = submit_bio_wait(&bio); // expect: bio-list-recursion confirmed
	bio_uninit(&bio);
	if (!err) {
		lt->next += PAGE_SIZE >> SECTOR_SHIFT;
		lt->used = 0;
	}
	return err;
}

static int log_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct log_target *lt = ti->private;

	if (bio_data_dir(bio) == WRITE) {
		lt->used += sizeof(u64);
		if (lt->used >= PAGE_SIZE && log_flush(lt))
			return DM_MAPIO_KILL;
	}
	bio_set_dev(bio, lt->data->bdev);
	return DM_MAPIO_REMAPPED;
}

static struct target_type log_target = {
	.name = "log-example",
	.module = THIS_MODULE,
	.map = log_map_bad,
};

static int __init log_init(void)
{
	return dm_register_target(&log_target);
}

module_init(log_init);
MODULE_LICENSE("GPL");
