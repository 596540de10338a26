// run: kernel-version=6.1
/*
 * A RAID that waits for a blocked member while it chooses one under RCU.
 *
 * Task 1, the request function, is in the section and waits until user space has taken note of a
 * failed member. Task 2, user space, removes that member first: it waits in synchronize_rcu for
 * task 1 to leave its section. Nobody clears the flag.
 */

#include <linux/bitops.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>

#define MEMBER_BLOCKED 0
#define MEMBER_FAULTY 1

struct raid_member {
	unsigned long flags;
	wait_queue_head_t blocked_wait;
	atomic_t pending;
};

struct raid_set {
	int disks;
	struct raid_member __rcu *members[16];
	struct mutex reconfig_mutex;
};

static void member_wait_unblocked(struct raid_member *member)
{
	wait_event(member->blocked_wait, !test_bit(MEMBER_BLOCKED, &member->flags));
}

static struct raid_member *member_usable(struct raid_member *member)
{
	if (!member || test_bit(MEMBER_FAULTY, &member->flags))
		return NULL;
	if (unlikely(test_bit(MEMBER_BLOCKED, &member->flags)))
		member_wait_unblocked(member);
	return member;
}

int raid_choose_member_bad(struct raid_set *set)
{
	int i;

	rcu_read_lock();
	for (i = 0; i < set->disks; i++) {
		struct raid_member *member = rcu_dereference(set->members[i]);

		member = member_usable(member); // expect: sleep-in-rcu confirmed
		if (!member)
			continue;
		atomic_inc(&member->pending);
		break;
	}
	rcu_read_unlock();
	return i < set->disks ? i : -EIO;
}

int raid_remove_member(struct raid_set *set, int i)
{
	struct raid_member *member = set->members[i];

	mutex_lock(&set->reconfig_mutex);
	RCU_INIT_POINTER(set->members[i], NULL);
	synchronize_rcu();
	clear_bit(MEMBER_BLOCKED, &member->flags);
	wake_up(&member->blocked_wait);
	mutex_unlock(&set->reconfig_mutex);
	return 0;
}
