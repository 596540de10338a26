// run: kernel-version=3.10
/*
 * A client takes back what it has delegated, in a read-side section, and gives up an inode each time: it may be the last
 * to have it.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 10, 0)

#include <linux/fs.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct deleg {
	struct list_head super_list;
	struct inode *inode;
	unsigned long flags;
};

struct server {
	struct list_head client_link;
	struct list_head delegations;
	atomic_t active;
};

struct client {
	struct list_head superblocks;
};

void deactivate_super(struct super_block *sb);
static struct inode *deleg_grab(struct deleg *d)
{
	return igrab(d->inode);
}

static void return_deleg(struct server *s, struct deleg *d)
{
	struct inode *inode = deleg_grab(d);
	if (!inode)
		return;
	d->flags = 0;
	iput(inode);
}

void client_reap_bad(struct client *clp)
{
	struct server *s;
	struct deleg *d;
restart:
	rcu_read_lock();
	list_for_each_entry_rcu(s, &clp->superblocks, client_link) {
		list_for_each_entry_rcu(d, &s->delegations, super_list) {
			if (!d->flags)
				continue;
			return_deleg(s, d); // expect: sleep-in-rcu confirmed
			goto again;
		}
	}
	rcu_read_unlock();
	return;
again:
	rcu_read_unlock();
	goto restart;
}
