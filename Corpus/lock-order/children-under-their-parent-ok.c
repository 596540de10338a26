// run: kernel-version=6.1
/*
 * A domain's lock, then the list of its children, then the lock of each child. Two tasks that come to the list of
 * one domain have the lock of that domain, so they do not meet there.
 */

#include <linux/list.h>
#include <linux/spinlock.h>

struct domain {
	spinlock_t lock;
	spinlock_t children_lock;
	struct list_head children;
	struct list_head link;
	int tracks;
};

static void domain_track_children(struct domain *domain, int tracks)
{
	struct domain *child;

	spin_lock(&domain->children_lock);
	list_for_each_entry(child, &domain->children, link) {
		spin_lock(&child->lock);
		child->tracks = tracks;
		spin_unlock(&child->lock);
	}
	spin_unlock(&domain->children_lock);
}

void domain_track_ok(struct domain *domain, int tracks)
{
	spin_lock(&domain->lock);
	domain->tracks = tracks;
	domain_track_children(domain, tracks);
	spin_unlock(&domain->lock);
}
