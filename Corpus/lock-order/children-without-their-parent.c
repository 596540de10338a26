// run: kernel-version=6.1
/*
 * A domain's lock, then the list of its children; another task goes over that list, and takes the lock of each
 * child, which has children of its own. Only another domain's lock is held there, which keeps nobody out.
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

void domain_add_bad(struct domain *domain, struct domain *child)
{
	spin_lock(&domain->lock);
	spin_lock(&domain->children_lock); // expect: lock-order confirmed
	list_add(&child->link, &domain->children);
	spin_unlock(&domain->children_lock);
	spin_unlock(&domain->lock);
}

void domain_track(struct domain *domain, int tracks)
{
	domain_track_children(domain, tracks);
}
