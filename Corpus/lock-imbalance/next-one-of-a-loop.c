// run: kernel-version=6.1
/*
 * A walk that goes on to the next one with the lock of this one kept, and one that keeps all
 * locks for its caller.
 */

#include <linux/list.h>
#include <linux/spinlock.h>

struct session {
	struct list_head list;
	spinlock_t lock;
	int state;
	int age;
};

void sessions_age_bad(struct list_head *sessions)
{
	struct session *session;

	list_for_each_entry(session, sessions, list) {
		spin_lock(&session->lock); // expect: lock-imbalance confirmed
		switch (session->state) {
		case 0:
			continue;
		case 1:
			session->age++;
			break;
		}
		spin_unlock(&session->lock);
	}
}

struct device_slot {
	struct list_head list;
	spinlock_t lock;
	int users;
};

void slots_lock_ok(struct list_head *slots)
{
	struct device_slot *slot;

	list_for_each_entry(slot, slots, list)
		spin_lock(&slot->lock);
}

void slots_unlock_ok(struct list_head *slots)
{
	struct device_slot *slot;

	list_for_each_entry(slot, slots, list)
		spin_unlock(&slot->lock);
}
