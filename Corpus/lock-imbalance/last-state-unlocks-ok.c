// run: kernel-version=6.1
/*
 * A transfer goes from one state to the next with its lock held; the code for the last one gives the lock back. There
 * is no test for the last state being one, but there is no other either.
 */

#include <linux/mutex.h>
#include <linux/types.h>

enum { LINK_DOWN, LINK_PROBING, LINK_TRAINING };

struct link {
	struct mutex lock;
	unsigned int state;
};

bool link_answers(struct link *link);
void link_start(struct link *link);

static inline unsigned int link_state(unsigned int state)
{
	return state & 3;
}

static void link_end(struct link *link)
{
	link->state = LINK_DOWN;
	mutex_unlock(&link->lock);
}

void link_advance(struct link *link)
{
	mutex_lock(&link->lock);
	if (link_state(link->state) == LINK_DOWN) {
		mutex_unlock(&link->lock);
		return;
	}
	if (link_state(link->state) == LINK_PROBING) {
		if (!link_answers(link)) {
			mutex_unlock(&link->lock);
			return;
		}
		link_start(link);
		link->state = LINK_TRAINING;
	}
	if (link_state(link->state) == LINK_TRAINING) {
		if (!link_answers(link)) {
			mutex_unlock(&link->lock);
			return;
		}
		link_end(link);
	}
}
