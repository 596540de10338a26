// run: kernel-version=6.1
/*
 * Two states of a link are left with the lock given back; what comes in any other state returns with it.
 */

#include <linux/mutex.h>

enum { LINK_DOWN, LINK_PROBING, LINK_TRAINING };

struct link {
	struct mutex lock;
	unsigned int state;
	unsigned int probes, trainings;
};

void link_advance_bad(struct link *link)
{
	mutex_lock(&link->lock); // expect: lock-imbalance confirmed
	if (link->state == LINK_PROBING) {
		link->probes++;
		mutex_unlock(&link->lock);
		return;
	}
	if (link->state == LINK_TRAINING) {
		link->trainings++;
		mutex_unlock(&link->lock);
	}
}
