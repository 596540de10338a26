// run: kernel-version=6.1
/*
 * One way to walk the interfaces of a wireless device calls its function inside an RCU read-side section, and the other
 * with a mutex held.
 */

#include <linux/mutex.h>
#include <linux/types.h>

struct ieee80211_hw;
struct ieee80211_vif;

void ieee80211_iterate_active_interfaces(struct ieee80211_hw *hw, u32 flags,
					 void (*iterator)(void *data, u8 *mac,
							  struct ieee80211_vif *vif),
					 void *data);
void ieee80211_iterate_active_interfaces_atomic(struct ieee80211_hw *hw, u32 flags,
						void (*iterator)(void *data, u8 *mac,
								 struct ieee80211_vif *vif),
						void *data);

struct mast {
	struct ieee80211_hw *hw;
	struct mutex lock;
	int count;
};

static void mast_count_bad(void *data, u8 *mac, struct ieee80211_vif *vif)
{
	struct mast *m = data;

	mutex_lock(&m->lock); // expect: sleep-in-rcu confirmed
	m->count++;
	mutex_unlock(&m->lock);
}

void mast_watch_bad(struct mast *m)
{
	ieee80211_iterate_active_interfaces_atomic(m->hw, 0, mast_count_bad, m);
}

static void mast_count_ok(void *data, u8 *mac, struct ieee80211_vif *vif)
{
	struct mast *m = data;

	mutex_lock(&m->lock);
	m->count++;
	mutex_unlock(&m->lock);
}

void mast_watch_ok(struct mast *m)
{
	ieee80211_iterate_active_interfaces(m->hw, 0, mast_count_ok, m);
}
