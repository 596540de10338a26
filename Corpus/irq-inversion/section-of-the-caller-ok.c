// run: kernel-version=6.1
/*
 * An iterator drops the lock of one group and takes that of the next one: soft interrupts are off from there
 * on, whoever switched them off before.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct group {
	spinlock_t lock;
	struct timer_list timer;
	struct group *next;
	int members;
};

static void group_timer(struct timer_list *timer)
{
	struct group *group = from_timer(group, timer, timer);

	spin_lock(&group->lock);
	group->members = 0;
	spin_unlock(&group->lock);
}

void group_start(struct group *group)
{
	timer_setup(&group->timer, group_timer, 0);
}

struct group *groups_next_ok(struct group *group)
{
	struct group *next = group->next;

	spin_unlock_bh(&group->lock);
	spin_lock_bh(&next->lock);
	return next;
}
