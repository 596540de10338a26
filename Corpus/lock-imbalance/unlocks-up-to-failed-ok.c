// run: kernel-version=6.12
/*
 * A group's members are locked one by one and told to get ready. One that fails is the last that has to be
 * unlocked, and the same loop unlocks all of them where none has failed: there is one way out.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct member {
	struct list_head list;
	struct mutex lock;
	int is_quiet;
};

struct group {
	struct list_head members;
	struct member *first;
};

int member_prepare(struct member *member, int state);
int member_start(struct member *member, int state);

int group_start(struct group *group, int state)
{
	struct member *member = NULL;
	struct member *other;
	int depth = 1;
	int error = 0;

	list_for_each_entry(member, &group->members, list) {
		if (member != group->first)
			mutex_lock_nested(&member->lock, depth++);
		error = member_prepare(member, state);
		if (error < 0)
			goto unlock;
	}
	list_for_each_entry(member, &group->members, list) {
		error = member_start(member, state);
		if (error < 0) {
			member = NULL;
			goto unlock;
		}
	}
unlock:
	list_for_each_entry(other, &group->members, list) {
		if (other != group->first)
			mutex_unlock(&other->lock);
		if (other == member)
			break;
	}
	return error;
}
