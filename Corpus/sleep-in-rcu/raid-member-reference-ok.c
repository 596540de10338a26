// run: kernel-version=6.1
/*
 * The RAID that leaves its section before it waits, with a reference, and looks again afterwards.
 *
 * Each way out of the loop closes the section exactly once, and the wait is between two sections.
 */

#include <linux/bitops.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>

#define MEMBER_BLOCKED 0

struct raid_member {
	unsigned long flags;
	atomic_t pending;
	wait_queue_head_t blocked_wait;
};

struct raid_set {
	int disks;
	struct raid_member __rcu *members[16];
};

static void member_put(struct raid_member *member)
{
	if (atomic_dec_and_test(&member->pending))
		wake_up(&member->blocked_wait);
}

struct raid_member *raid_choose_member_ok(struct raid_set *set)
{
	struct raid_member *member, *blocked;
	int i;

again:
	blocked = NULL;
	rcu_read_lock();
	for (i = 0; i < set->disks; i++) {
		member = rcu_dereference(set->members[i]);
		if (!member)
			continue;
		atomic_inc(&member->pending);
		if (!test_bit(MEMBER_BLOCKED, &member->flags)) {
			rcu_read_unlock();
			return member;
		}
		blocked = member;
		break;
	}
	rcu_read_unlock();
	if (!blocked)
		return NULL;

	wait_event(blocked->blocked_wait, !test_bit(MEMBER_BLOCKED, &blocked->flags));
	member_put(blocked);
	goto again;
}
