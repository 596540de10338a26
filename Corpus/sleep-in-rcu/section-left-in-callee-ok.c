// run: kernel-version=4.14
/*
 * A walk that rests: the callee leaves the section, sleeps, and opens it again.
 *
 * The element is kept by its reference, not by the section, while the task sleeps.
 */

#include <linux/delay.h>
#include <linux/kref.h>
#include <linux/rculist.h>
#include <linux/sched.h>

struct session {
	struct list_head list;
	struct kref ref;
	unsigned long expires;
};

static LIST_HEAD(sessions);

void session_release(struct kref *kref);

static void session_rest(struct session *session)
{
	kref_get(&session->ref);
	rcu_read_unlock();
	msleep(1);
	rcu_read_lock();
	kref_put(&session->ref, session_release);
}

unsigned int sessions_count_expired_ok(void)
{
	struct session *session;
	unsigned int expired = 0, seen = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(session, &sessions, list) {
		if (time_after(jiffies, session->expires))
			expired++;
		if (++seen % 100 == 0)
			session_rest(session);
	}
	rcu_read_unlock();
	return expired;
}
