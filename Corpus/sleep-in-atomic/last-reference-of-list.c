// run: kernel-version=6.1
/*
 * Sessions that have ended are taken off their list under a spinlock, and the reference of the list is given up there.
 * The last one takes a mutex.
 */

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	struct kref ref;
	struct list_head list;
	int ended;
};

static DEFINE_MUTEX(sessions_lock);
static DEFINE_SPINLOCK(list_lock);
static LIST_HEAD(list);
static int sessions;

static void session_release(struct kref *ref)
{
	mutex_lock(&sessions_lock);
	sessions--;
	mutex_unlock(&sessions_lock);
	kfree(container_of(ref, struct session, ref));
}

static void session_put(struct session *session)
{
	kref_put(&session->ref, session_release);
}

void sessions_reap_bad(void)
{
	struct session *session, *next;

	spin_lock(&list_lock);
	list_for_each_entry_safe(session, next, &list, list) {
		if (!session->ended)
			continue;
		list_del(&session->list);
		session_put(session); // expect: sleep-in-atomic confirmed
	}
	spin_unlock(&list_lock);
}

void sessions_reap_ok(void)
{
	struct session *session, *next;
	LIST_HEAD(ended);

	spin_lock(&list_lock);
	list_for_each_entry_safe(session, next, &list, list) {
		if (session->ended)
			list_move(&session->list, &ended);
	}
	spin_unlock(&list_lock);
	list_for_each_entry_safe(session, next, &ended, list) {
		list_del(&session->list);
		session_put(session);
	}
}
