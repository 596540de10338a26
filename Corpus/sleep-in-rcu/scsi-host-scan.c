// run: kernel-version=6.1
/*
 * A SCSI host that waits for its devices under RCU: with a time-out, but waits.
 *
 * A wait with a time-out ends by itself, so this is no deadlock of its own. But it sleeps, so the
 * section does not keep what it walks: task 2 frees the device that task 1 goes on with.
 */

#include <linux/completion.h>
#include <linux/rculist.h>
#include <linux/slab.h>

struct scsi_dev {
	struct list_head siblings;
	struct completion idle;
	struct rcu_head rcu;
	bool busy;
};

struct scsi_host {
	struct list_head devices;
};

int host_wait_idle_bad(struct scsi_host *host)
{
	struct scsi_dev *dev;
	int err = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(dev, &host->devices, siblings) {
		if (!dev->busy)
			continue;
		if (!wait_for_completion_timeout(&dev->idle, 10 * HZ)) { // expect: sleep-in-rcu confirmed
			err = -ETIMEDOUT;
			goto out;
		}
	}
out:
	rcu_read_unlock();
	return err;
}

static void dev_free(struct rcu_head *head)
{
	kfree(container_of(head, struct scsi_dev, rcu));
}

void host_remove_device(struct scsi_dev *dev)
{
	list_del_rcu(&dev->siblings);
	call_rcu(&dev->rcu, dev_free);
}
