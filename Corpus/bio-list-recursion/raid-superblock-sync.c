// run: kernel-version=6.1
/*
 * A RAID that writes its superblock from the method that takes bios, and waits for it.
 *
 * The method runs with current->bio_list set: the write of the superblock is put on that list, and
 * would be issued once the method has returned. It does not return before the write is over. One
 * task is enough.
 */

#include <linux/blkdev.h>
#include <linux/completion.h>

struct raid {
	struct block_device *member;
	struct page *superblock;
	struct bio_set bios;
	bool dirty;
};

static void superblock_written(struct bio *bio)
{
	complete(bio->bi_private);
}

static int superblock_write(struct raid *raid)
{
	DECLARE_COMPLETION_ONSTACK(written);
	blk_status_t status;
	struct bio *bio;

	bio = bio_alloc_bioset(raid->member, 1, REQ_OP_WRITE | REQ_SYNC, GFP_NOIO, &raid->bios);
	bio->bi_end_io = superblock_written;
	bio->bi_private = &written;
	bio_add_page(bio, raid->superblock, PAGE_SIZE, 0);
	submit_bio(bio);
	wait_for_completion_io(&written); // expect: bio-list-recursion confirmed
	status = bio->bi_status;
	bio_put(bio);
	return blk_status_to_errno(status);
}

static void raid_submit_bio_bad(struct bio *bio)
{
	struct raid *raid = bio->bi_bdev->bd_disk->private_data;

	if (bio_data_dir(bio) == WRITE && !raid->dirty) {
		if (superblock_write(raid)) {
			bio_io_error(bio);
			return;
		}
		raid->dirty = true;
	}
	bio_set_dev(bio, raid->member);
	submit_bio_noacct(bio);
}

const struct block_device_operations raid_fops = {
	.submit_bio = raid_submit_bio_bad,
	.owner = THIS_MODULE,
};

/* The same function from an ioctl: no list there. */
int raid_stop_ok(struct raid *raid)
{
	raid->dirty = false;
	return superblock_write(raid);
}
