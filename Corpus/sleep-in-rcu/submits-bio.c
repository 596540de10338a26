// run: kernel-version=6.1
/*
 * A request for one of several paths is handed on while the list of paths is walked under RCU. Handing it on may wait
 * for a queue that is frozen, or for a request.
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

	rcu_read_lock();
	list_for_each_entry_rcu(path, &head->paths, node) {
		if (!path->live)
			continue;
		bio_set_dev(bio, path->bdev);
		submit_bio_noacct(bio); // expect: sleep-in-rcu confirmed
		break;
	}
	rcu_read_unlock();
}
