// run: kernel-version=6.1
/*
 * A request for one of several paths is handed on after the list of paths has been walked under RCU, for that may wait.
 */

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>

struct path {
	struct list_head node;
	struct block_device *bdev;
	bool live;
};

struct head {
	struct list_head paths;
};

void head_submit(struct head *head, struct bio *bio)
{
	struct path *path;
	bool found = false;

	rcu_read_lock();
	list_for_each_entry_rcu(path, &head->paths, node) {
		if (!path->live)
			continue;
		bio_set_dev(bio, path->bdev);
		found = true;
		break;
	}
	rcu_read_unlock();
	if (found)
		submit_bio_noacct(bio);
}
