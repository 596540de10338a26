// run: kernel-version=6.1
/*
 * A target that lets its worker check what it has submitted, and waits for the worker.
 *
 * The read is put on the map function's list; the worker waits for its end; the map function waits
 * for the worker. Handing the wait to another task does not help if one waits for that task.
 */

#include <linux/completion.h>
#include <linux/device-mapper.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct checker {
	struct dm_dev *dev;
	struct page *page;
	struct bio_set bios;
	struct work_struct check_work;
	struct completion read;
	bool bad;
};

bool page_is_bad(struct page *page);

static void checker_end_io(struct bio *bio)
{
	struct checker *checker = bio->bi_private;

	complete(&checker->read);
	bio_put(bio);
}

static void checker_check(struct work_struct *work)
{
	struct checker *checker = container_of(work, struct checker, check_work);

	wait_for_completion_io(&checker->read);
	checker->bad = page_is_bad(checker->page);
}

static void checker_read(struct checker *checker)
{
	struct bio *bio;

	bio = bio_alloc_bioset(checker->dev->bdev, 1, REQ_OP_READ, GFP_NOIO, &checker->bios);
	bio->bi_end_io = checker_end_io;
	bio->bi_private = checker;
	bio_add_page(bio, checker->page, PAGE_SIZE, 0);
	submit_bio(bio);
}

static int checker_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct checker *checker = ti->private;

	checker_read(checker);
	schedule_work(&checker->check_work);
	flush_work(&checker->check_work); // expect-fn: bio-list-recursion a wait for an execution is not followed to what that execution waits for
	if (checker->bad)
		return DM_MAPIO_KILL;
	bio_set_dev(bio, checker->dev->bdev);
	return DM_MAPIO_REMAPPED;
}

static int checker_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct checker *checker = kzalloc(sizeof(*checker), GFP_KERNEL);

	if (!checker)
		return -ENOMEM;
	init_completion(&checker->read);
	INIT_WORK(&checker->check_work, checker_check);
	ti->private = checker;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &checker->dev);
}

struct target_type checker_target = {
	.name = "checker-example",
	.ctr = checker_ctr,
	.map = checker_map_bad,
};
