// run: kernel-version=6.1
/*
 * A target that journals a write and then looks up where the data goes.
 *
 * Task 1, in the map function, submits the journal's bio, which is put on its list, and then wants
 * map_lock for reading. Task 2, the checkpoint, has it for writing and waits until the journal is
 * quiet: until the bio on task 1's list has ended.
 */

#include <linux/completion.h>
#include <linux/device-mapper.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct journal {
	struct dm_dev *dev;
	struct dm_dev *log;
	struct rw_semaphore map_lock;
	atomic_t in_flight;
	struct completion quiet;
	struct bio_set bios;
	struct page *page;
	struct workqueue_struct *wq;
	struct delayed_work checkpoint;
	sector_t base;
};

static void journal_end_io(struct bio *bio)
{
	struct journal *journal = bio->bi_private;

	if (atomic_dec_and_test(&journal->in_flight))
		complete(&journal->quiet);
	bio_put(bio);
}

static void journal_append(struct journal *journal, struct bio *parent)
{
	struct bio *bio;

	bio = bio_alloc_bioset(journal->log->bdev, 1, REQ_OP_WRITE | REQ_FUA, GFP_NOIO,
			       &journal->bios);
	bio->bi_iter.bi_sector = parent->bi_iter.bi_sector;
	bio->bi_end_io = journal_end_io;
	bio->bi_private = journal;
	bio_add_page(bio, journal->page, PAGE_SIZE, 0);
	atomic_inc(&journal->in_flight);
	submit_bio_noacct(bio);
}

static void journal_wait_quiet(struct journal *journal)
{
	while (atomic_read(&journal->in_flight))
		wait_for_completion_io(&journal->quiet);
}

static void journal_checkpoint(struct work_struct *work)
{
	struct journal *journal = container_of(to_delayed_work(work), struct journal, checkpoint);

	down_write(&journal->map_lock);
	journal_wait_quiet(journal); // expect: bio-list-recursion confirmed
	journal->base += 8;
	up_write(&journal->map_lock);
	queue_delayed_work(journal->wq, &journal->checkpoint, HZ);
}

static int journal_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct journal *journal = ti->private;

	if (bio_data_dir(bio) == WRITE)
		journal_append(journal, bio);

	down_read(&journal->map_lock);
	bio->bi_iter.bi_sector += journal->base;
	up_read(&journal->map_lock);
	bio_set_dev(bio, journal->dev->bdev);
	return DM_MAPIO_REMAPPED;
}

static int journal_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct journal *journal = kzalloc(sizeof(*journal), GFP_KERNEL);

	if (!journal)
		return -ENOMEM;
	init_rwsem(&journal->map_lock);
	init_completion(&journal->quiet);
	INIT_DELAYED_WORK(&journal->checkpoint, journal_checkpoint);
	journal->wq = alloc_workqueue("journal", WQ_MEM_RECLAIM, 0);
	if (!journal->wq) {
		kfree(journal);
		return -ENOMEM;
	}
	ti->private = journal;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &journal->dev);
}

struct target_type journal_target = {
	.name = "journal-example",
	.ctr = journal_ctr,
	.map = journal_map_bad,
};
